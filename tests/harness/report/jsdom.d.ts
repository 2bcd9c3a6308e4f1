// What these tests use of it. Its own types, once installed, reach every file that imports vitest.
declare module 'jsdom' {
  export class VirtualConsole {
    on(event: 'jsdomError', listener: (error: Error) => void): this
  }

  export class JSDOM {
    constructor(
      html: string,
      options?: { runScripts?: 'dangerously'; virtualConsole?: VirtualConsole },
    )
    readonly window: Window & typeof globalThis
  }
}
