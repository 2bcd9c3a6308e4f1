/**
 * What the page does in the browser: the filter, the zoom, and the cursor of the timelines.
 *
 * The page holds this function as text, so it uses nothing from outside itself.
 */
export function startPage(): void {
  const all = <E extends HTMLElement>(selector: string, root: ParentNode = document): E[] => [
    ...root.querySelectorAll<E>(selector),
  ]

  function startFilter(form: HTMLFormElement): void {
    const rules = all('.rule').map((element) => {
      const section = element.closest<HTMLElement>('section')
      const text = `${element.textContent} ${section?.dataset.subject ?? ''}`.toLowerCase()
      return { element, section, text }
    })
    const sections = all('section')
    const none = document.querySelector<HTMLElement>('.none')
    const output = form.querySelector('output')

    const apply = (): void => {
      const data = new FormData(form)
      const statuses = new Set(data.getAll('status'))
      const read = (name: string): string => {
        const value = data.get(name)
        return typeof value === 'string' ? value : ''
      }
      const words = read('text').toLowerCase().split(/\s+/).filter(Boolean)
      const isNarrowed =
        words.length > 0 ||
        read('level') !== '' ||
        read('area') !== '' ||
        form.querySelector('[name=status]:not(:checked)') !== null
      const withMatch = new Set<HTMLElement | null>()
      let count = 0
      for (const { element, section, text } of rules) {
        const { status = '', level = '', area = '' } = element.dataset
        const isMatch =
          statuses.has(status) &&
          ['', level].includes(read('level')) &&
          ['', area].includes(read('area')) &&
          words.every((word) => text.includes(word))
        element.hidden = !isMatch
        if (!isMatch) continue
        count += 1
        withMatch.add(section)
      }
      for (const section of sections) {
        section.hidden = !withMatch.has(section)
        const details = section.querySelector('details')
        if (isNarrowed && !section.hidden && details !== null) details.open = true
      }
      for (const line of all('[data-section]')) {
        const section = document.getElementById(line.dataset.section ?? '')
        line.hidden = section?.hidden === true
      }
      if (none !== null) none.hidden = count > 0
      if (output !== null) output.value = `${count} of ${rules.length} rules`
    }

    form.hidden = false
    form.addEventListener('submit', (event) => event.preventDefault())
    form.addEventListener('input', apply)
    // The fields are reset only after the event.
    form.addEventListener('reset', () => setTimeout(apply))
    apply()
  }

  function startTimeline(figure: HTMLElement): void {
    const scroll = figure.querySelector<HTMLElement>('.scroll')
    const plot = figure.querySelector<SVGSVGElement>('.plot')
    const cursor = figure.querySelector('.cursor')
    const list = figure.querySelector<HTMLElement>('.events')
    const zoom = figure.querySelector<HTMLInputElement>('input[type=range]')
    const tools = figure.querySelector<HTMLElement>('.tools')
    if (!scroll || !plot || !cursor || !list || !zoom || !tools) return
    const items = all('[data-place]', list)
    const placeOf = (item: HTMLElement): number => Number(item.dataset.place)
    let current: HTMLElement | undefined

    const centre = (place: number): void => {
      scroll.scrollLeft = (place / 100) * plot.clientWidth - scroll.clientWidth / 2
    }
    const select = (item: HTMLElement | undefined): void => {
      if (item === undefined) return
      current?.setAttribute('aria-selected', 'false')
      current = item
      item.setAttribute('aria-selected', 'true')
      list.setAttribute('aria-activedescendant', item.id)
      cursor.setAttribute('x1', `${placeOf(item)}%`)
      cursor.setAttribute('x2', `${placeOf(item)}%`)
      cursor.setAttribute('visibility', 'visible')
      reveal(item)
    }
    // Not scrollIntoView(), which moves the page too.
    const reveal = (item: HTMLElement): void => {
      const top = item.offsetTop - list.offsetTop
      if (top < list.scrollTop) list.scrollTop = top
      const bottom = top + item.offsetHeight
      if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight
    }

    const rule = figure.closest('.rule')?.id ?? 'timeline'
    for (const [index, item] of items.entries()) {
      item.id = `${rule}-${index}`
      item.setAttribute('role', 'option')
      item.setAttribute('aria-selected', 'false')
      item.addEventListener('click', () => {
        select(item)
        centre(placeOf(item))
      })
    }
    list.setAttribute('role', 'listbox')
    list.setAttribute('aria-label', 'Events')
    list.tabIndex = 0
    list.addEventListener('keydown', (event) => {
      const index = current === undefined ? -1 : items.indexOf(current)
      const next = {
        ArrowDown: index + 1,
        ArrowUp: Math.max(0, index - 1),
        Home: 0,
        End: items.length - 1,
      }[event.key]
      if (next === undefined) return
      event.preventDefault()
      select(items[next])
      if (current !== undefined) centre(placeOf(current))
    })
    plot.addEventListener('click', (event) => {
      const box = plot.getBoundingClientRect()
      const place = ((event.clientX - box.left) / box.width) * 100
      const nearest = items.toSorted(
        (a, b) => Math.abs(placeOf(a) - place) - Math.abs(placeOf(b) - place),
      )
      select(nearest[0])
    })
    zoom.addEventListener('input', () => {
      const middle = ((scroll.scrollLeft + scroll.clientWidth / 2) / plot.clientWidth) * 100
      const factor = Number(zoom.value) / 100
      scroll.style.setProperty('--zoom', String(factor))
      figure.classList.toggle('far', factor < 1)
      centre(current === undefined ? middle : placeOf(current))
    })
    tools.hidden = false
    const marked = list.querySelector<HTMLElement>('.marked')
    if (marked === null) return
    whenSeen(figure, () => {
      centre(placeOf(marked))
      reveal(marked)
    })
  }

  /** What is folded away has no size, and of hundreds each costs a layout. */
  function whenSeen(element: Element, action: () => void): void {
    if (!('IntersectionObserver' in window)) return
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      observer.disconnect()
      action()
    })
    observer.observe(element)
  }

  function openTarget(): void {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (target === null) return
    for (let at: Element | null = target; at !== null; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true
    }
    const own = target.querySelector('details')
    if (own !== null) own.open = true
    target.scrollIntoView()
  }

  for (const form of all<HTMLFormElement>('.filter')) startFilter(form)
  for (const figure of all('.timeline')) startTimeline(figure)
  window.addEventListener('hashchange', openTarget)
  openTarget()
}
