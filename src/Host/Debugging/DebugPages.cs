using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MeshActors.Host.Replicas;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MeshActors.Host.Debugging;

/// <summary>
/// istiod's debug endpoints, as far as there is something to tell. Callers from loopback only: others would have to prove who
/// they are, as istiod asks of them.
/// </summary>
internal sealed class DebugPages(ViewHolder views, Func<DebugSources?> sources, IEnumerable<DebugPage> pages)
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions ManyLines = OneLine with { Indented = true, NewLine = "\n" };

    private readonly DebugPage[] _pages = [.. pages.OrderBy(page => page.Name, StringComparer.Ordinal)];

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/debug", (RequestDelegate)(http => Guarded(http, () => WriteIndexAsync(http))));
        app.MapGet("/debug/list", (RequestDelegate)(http => Guarded(http, () => WriteAsync(http, WriteListAsync))));
        foreach (var page in _pages)
        {
            app.MapGet($"/debug/{page.Name}", (RequestDelegate)(http => Guarded(http, () => WritePageAsync(http, page))));
        }

        app.MapGet("/debug/{**page}", (RequestDelegate)(http => Guarded(http, () =>
            FailAsync(http, StatusCodes.Status404NotFound, UnservedPages.ReasonOf(http.Request.RouteValues["page"] as string ?? "")))));
    }

    private static Task Guarded(HttpContext http, Func<Task> answer) =>
        http.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
            ? answer()
            : FailAsync(http, StatusCodes.Status401Unauthorized, "debug endpoints answer callers on this machine only");

    private static Task FailAsync(HttpContext http, int statusCode, string reason)
    {
        http.Response.StatusCode = statusCode;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(reason + "\n", http.RequestAborted);
    }

    private Task WritePageAsync(HttpContext http, DebugPage page)
    {
        if (views.Current is not { } view || sources() is not { } asked)
        {
            return FailAsync(http, StatusCodes.Status503ServiceUnavailable, "the mesh view is not complete yet");
        }

        var query = http.Request.Query;
        return WriteAsync(
            http, json => page.WriteAsync(new(view, asked, name => query.TryGetValue(name, out var values) ? values[0] ?? "" : null), json));
    }

    // istiod's pages are one line of JSON, or with ?pretty several.
    private static async Task WriteAsync(HttpContext http, Func<Utf8JsonWriter, Task> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            await using var json = new Utf8JsonWriter(buffer, http.Request.Query.ContainsKey("pretty") ? ManyLines : OneLine);
            await write(json).ConfigureAwait(false);
        }
        catch (DebugException error)
        {
            await FailAsync(http, error.StatusCode, error.Message).ConfigureAwait(false);
            return;
        }

        http.Response.ContentType = "application/json";
        await http.Response.BodyWriter.WriteAsync(buffer.WrittenMemory, http.RequestAborted).ConfigureAwait(false);
    }

    // Without the list itself, and without "/debug/", as istioctl's internal-debug wants them.
    private Task WriteListAsync(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var page in _pages)
        {
            json.WriteStringValue(page.Name);
        }

        json.WriteEndArray();
        return Task.CompletedTask;
    }

    private Task WriteIndexAsync(HttpContext http)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        var html = new StringBuilder("<!doctype html><title>Debug</title><h1>Debug</h1><p>Add <code>?pretty</code> for several lines.</p><ul>");
        foreach (var page in _pages)
        {
            html.Append("<li><a href=\"/debug/").Append(page.Name).Append("\">").Append(page.Name).Append("</a>: ").Append(WebUtility.HtmlEncode(page.Description)).Append("</li>");
        }

        return http.Response.WriteAsync(html.Append("</ul>\n").ToString(), http.RequestAborted);
    }
}
