using System.Globalization;
using System.Text.Encodings.Web;

namespace Hermes.Service.Identity;

/// <summary>The page for people: nothing is fetched from elsewhere.</summary>
internal static class IdentityPage
{
    /// <summary>No script, and no style but the page's own.</summary>
    public const string ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

    public static string For(ServiceState state)
    {
        var html = HtmlEncoder.Default;
        return $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{html.Encode(state.Name)}}</title>
            <style>
            :root { color-scheme: light dark; --ink: #1c2430; --soft: #667085; --paper: #f5f6f8; --card: #fff; --line: #e3e6eb; --up: #12805c }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e8ebf0; --soft: #98a2b3; --paper: #12161d; --card: #1a2029; --line: #2b3340; --up: #3ecf9a }
            }
            body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink);
              font: 16px/1.5 system-ui, sans-serif }
            main { width: min(26rem, 90vw); padding: 2rem 2.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 14px;
              box-shadow: 0 8px 30px rgb(0 0 0 / .06) }
            h1 { margin: 0 0 1.25rem; font-size: 1.5rem; letter-spacing: -.01em; overflow-wrap: anywhere }
            h1::before { content: ""; display: inline-block; width: .6rem; height: .6rem; margin-right: .65rem; border-radius: 50%;
              background: var(--up); vertical-align: .12em }
            dl { display: grid; grid-template-columns: auto 1fr; gap: .5rem 1.25rem; margin: 0 }
            dt { color: var(--soft) }
            dd { margin: 0; font-family: ui-monospace, monospace; font-size: .9rem; overflow-wrap: anywhere; align-self: center }
            </style>
            </head>
            <body>
            <main>
            <h1>{{html.Encode(state.Name)}}</h1>
            <dl>
            <dt>Answered by</dt><dd>{{html.Encode(state.Host)}}</dd>
            <dt>Version</dt><dd>{{html.Encode(state.Version)}}</dd>
            <dt>In flight</dt><dd>{{state.RequestsInFlight.ToString(CultureInfo.InvariantCulture)}}</dd>
            <dt>Up for</dt><dd>{{Uptime.Format(TimeSpan.FromSeconds(state.UptimeSeconds))}}</dd>
            </dl>
            </main>
            </body>
            </html>

            """;
    }
}
