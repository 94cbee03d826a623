using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using MeshActors.Host.Replicas;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MeshActors.Host.Debugging;

/// <summary>
/// istiod's debug endpoints, as far as there is something to tell. Callers from loopback only: others would have to prove who
/// they are, as istiod asks of them.
/// </summary>
internal sealed class DebugPages(ViewHolder views, IEnumerable<DebugPage> pages)
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    private readonly DebugPage[] _pages = [.. pages.OrderBy(page => page.Name, StringComparer.Ordinal)];

    public void Map(WebApplication app)
    {
        app.MapGet("/debug", (RequestDelegate)(http => Guarded(http, () => WriteIndexAsync(http))));
        app.MapGet("/debug/list", (RequestDelegate)(http => Guarded(http, () => WriteListAsync(http))));
        foreach (var page in _pages)
        {
            app.MapGet($"/debug/{page.Name}", (RequestDelegate)(http => Guarded(http, () => WritePageAsync(http, page))));
        }
    }

    private static Task Guarded(HttpContext http, Func<Task> answer)
    {
        if (http.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller))
        {
            return answer();
        }

        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return http.Response.WriteAsync("debug endpoints answer callers on this machine only\n");
    }

    private async Task WritePageAsync(HttpContext http, DebugPage page)
    {
        if (views.Current is not { } view)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await http.Response.WriteAsync("the mesh view is not complete yet\n").ConfigureAwait(false);
            return;
        }

        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            await using var json = new Utf8JsonWriter(buffer, Indented);
            await page.WriteAsync(new(view, name => http.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null), json).ConfigureAwait(false);
        }
        catch (DebugException error)
        {
            http.Response.StatusCode = error.StatusCode;
            await http.Response.WriteAsync(error.Message + "\n").ConfigureAwait(false);
            return;
        }

        http.Response.ContentType = "application/json";
        await http.Response.BodyWriter.WriteAsync(buffer.WrittenMemory, http.RequestAborted).ConfigureAwait(false);
    }

    private Task WriteListAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var page in _pages)
            {
                json.WriteStringValue($"/debug/{page.Name}");
            }

            json.WriteEndArray();
        }

        return http.Response.BodyWriter.WriteAsync(buffer.WrittenMemory, http.RequestAborted).AsTask();
    }

    private Task WriteIndexAsync(HttpContext http)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        var html = new StringBuilder("<!doctype html><title>Debug</title><h1>Debug</h1><ul>");
        foreach (var page in _pages)
        {
            html.Append("<li><a href=\"/debug/").Append(page.Name).Append("\">").Append(page.Name).Append("</a>: ").Append(WebUtility.HtmlEncode(page.Description)).Append("</li>");
        }

        return http.Response.WriteAsync(html.Append("</ul>\n").ToString());
    }
}
