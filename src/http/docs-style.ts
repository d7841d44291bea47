/** How the page of the API looks: light or dark as the reader's system is, wide or narrow. */
export const docsStyle = `
:root { color-scheme: light dark; --ink: #1c2330; --soft: #5a6577; --paper: #fff; --wash: #f4f6f9; --line: #dde2ea; --link: #0b57b7; --get: #0b6b4f; --post: #0b57b7; --delete: #a4262c; --patch: #7a4b00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ef; --soft: #9aa6b8; --paper: #12161d; --wash: #1a2029; --line: #2c3542; --link: #7db4ff; --get: #5fd0a5; --post: #7db4ff; --delete: #ff8f8f; --patch: #f0b45c; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; display: grid; grid-template-columns: 18rem minmax(0, 1fr); font: 16px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--paper); z-index: 1; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1rem 2rem 1.5rem; background: var(--wash); border-right: 1px solid var(--line); font-size: .875rem; }
nav .name { margin: 0 0 1rem; font-size: 1.1rem; font-weight: 650; }
nav small { color: var(--soft); font-weight: 400; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav > ul > li { margin-bottom: 1rem; }
nav > ul > li > a { font-weight: 650; color: var(--ink); text-decoration: none; }
nav ul ul a { display: block; padding: .15rem 0; color: var(--soft); text-decoration: none; }
nav a:hover { text-decoration: underline; }
main { padding: 2rem clamp(1rem, 4vw, 4rem) 6rem; max-width: 68rem; }
h1 { margin: 0 0 .5rem; font-size: 2rem; line-height: 1.2; letter-spacing: -.01em; }
h2 { margin: 3.5rem 0 .5rem; font-size: 1.5rem; }
h3 { margin: 0 0 .25rem; font-size: 1.1rem; }
.here { color: var(--soft); text-decoration: none; font-weight: 400; }
p { margin: .4rem 0; max-width: 46rem; }
article { padding: 1.5rem 0; border-top: 1px solid var(--line); }
code, pre { font: .875em/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { padding: .75rem 1rem; background: var(--wash); border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; }
.route { margin: 0 0 .5rem; }
.method { font: 650 .75rem/1 ui-monospace, Menlo, Consolas, monospace; padding: .2rem .45rem; border: 1px solid currentColor; border-radius: 4px; }
.get { color: var(--get); } .post { color: var(--post); } .delete { color: var(--delete); } .patch { color: var(--patch); }
details { margin: .5rem 0; }
summary { cursor: pointer; font-weight: 600; font-size: .9rem; width: fit-content; }
.many, .usual { color: var(--soft); font-weight: 400; }
.must { color: var(--delete); font-size: .8rem; font-weight: 400; }
table { width: 100%; margin: .5rem 0; border-collapse: collapse; font-size: .9rem; }
th, td { padding: .4rem .75rem .4rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); font-weight: 400; overflow-wrap: anywhere; }
thead th { color: var(--soft); font-size: .8rem; }
th:first-child { width: 26%; } td:nth-child(2) { width: 22%; color: var(--soft); }
.answers { margin: .5rem 0 0; padding: 0; list-style: none; color: var(--soft); font-size: .9rem; }
@media (max-width: 56rem) { body { display: block; } nav { position: static; height: auto; max-height: 40vh; border-right: 0; border-bottom: 1px solid var(--line); } }
@media print { nav { display: none; } body { display: block; } }
`.trimStart();
