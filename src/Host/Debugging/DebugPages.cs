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
/// istiod's debug endpoints, as far as there is something to tell. Over HTTP they answer callers from loopback only; over xDS those who
/// have proved who they are.
/// </summary>
internal sealed class DebugPages(ViewHolder views, Func<DebugSources?> sources, IEnumerable<DebugPage> pages)
{
    private const string List = "list";

    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions ManyLines = OneLine with { Indented = true, NewLine = "\n" };

    private readonly DebugPage[] _pages = [.. pages.OrderBy(page => page.Name, StringComparer.Ordinal)];

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/debug", (RequestDelegate)(http => Guarded(http, () => WriteIndexAsync(http))));
        app.MapGet("/debug/{**page}", (RequestDelegate)(http => Guarded(http, () => WritePageAsync(http))));
    }

    /// <summary>Answers a question of somebody who may ask it.</summary>
    /// <param name="page">The path below <c>/debug</c>.</param>
    /// <param name="query">A query parameter: null where it is absent, empty where it has no value.</param>
    /// <param name="onlyNamespace">The only namespace whose proxies the asker may see; null for all.</param>
    public async Task<PageAnswer> AnswerAsync(string page, Func<string, string?> query, string? onlyNamespace)
    {
        if (page == List)
        {
            return await WriteAsync(query, WriteListAsync).ConfigureAwait(false);
        }

        if (_pages.FirstOrDefault(known => known.Name == page) is not { } found)
        {
            return PageAnswer.Failure(StatusCodes.Status404NotFound, UnservedPages.ReasonOf(page));
        }

        return views.Current is { } view && sources() is { } asked
            ? await WriteAsync(query, json => found.WriteAsync(new(view, asked, query) { OnlyNamespace = onlyNamespace }, json)).ConfigureAwait(false)
            : PageAnswer.Failure(StatusCodes.Status503ServiceUnavailable, "the mesh view is not complete yet");
    }

    private static Task Guarded(HttpContext http, Func<Task> answer) =>
        http.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
            ? answer()
            : SendAsync(http, PageAnswer.Failure(StatusCodes.Status401Unauthorized, "debug endpoints answer callers on this machine only"));

    private async Task WritePageAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var page = http.Request.RouteValues["page"] as string ?? "";
        var answer = await AnswerAsync(page, name => query.TryGetValue(name, out var values) ? values[0] ?? "" : null, onlyNamespace: null).ConfigureAwait(false);
        await SendAsync(http, answer).ConfigureAwait(false);
    }

    private static async Task SendAsync(HttpContext http, PageAnswer answer)
    {
        http.Response.StatusCode = answer.StatusCode;
        http.Response.ContentType = answer.IsJson ? "application/json" : "text/plain; charset=utf-8";
        await http.Response.BodyWriter.WriteAsync(answer.Body, http.RequestAborted).ConfigureAwait(false);
    }

    // istiod's pages are one line of JSON, or with ?pretty several.
    private static async Task<PageAnswer> WriteAsync(Func<string, string?> query, Func<Utf8JsonWriter, Task> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            await using var json = new Utf8JsonWriter(buffer, query("pretty") is not null ? ManyLines : OneLine);
            await write(json).ConfigureAwait(false);
        }
        catch (DebugException error)
        {
            return PageAnswer.Failure(error.StatusCode, error.Message);
        }

        return new(StatusCodes.Status200OK, buffer.WrittenMemory);
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
