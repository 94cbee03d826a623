using System.Collections.Concurrent;
using System.Text.Json;
using MeshActors.Testing;

namespace MeshActors.EndToEnd.Support;

/// <summary>Requests through a proxy to workloads that say who they are.</summary>
internal sealed class Traffic(int port, string host, string path) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Patience.Limit };

    /// <summary>How many of so many requests each workload answered; a failed one stands under its status.</summary>
    public async Task<IReadOnlyDictionary<string, int>> SendAsync(int requests)
    {
        var answers = new ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, token) => answers.AddOrUpdate(await SendAsync(token), 1, (_, n) => n + 1));
        return answers;
    }

    /// <summary>Sends requests one after the other until told to stop; gives the answers that were no answers of workloads.</summary>
    public async Task<IReadOnlyList<string>> SendUntilAsync(Task stop)
    {
        var failures = new List<string>();
        while (!stop.IsCompleted)
        {
            var answer = await SendAsync(CancellationToken.None);
            if (answer.Contains(' '))
            {
                failures.Add(answer);
            }
        }

        return failures;
    }

    /// <summary>Sends requests until their answers are as wanted.</summary>
    public async Task UntilAsync(Func<IReadOnlyDictionary<string, int>, bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        IReadOnlyDictionary<string, int> last = new Dictionary<string, int>();
        while (!holds(last = await SendAsync(40)))
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"The answers are {string.Join(", ", last)}.");
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> SendAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                return $"status {(int)response.StatusCode}: {body}";
            }

            using var answer = JsonDocument.Parse(body);
            return answer.RootElement.GetProperty("workload").GetString()!;
        }
        catch (HttpRequestException error)
        {
            return $"no answer: {error.Message}";
        }
    }
}
