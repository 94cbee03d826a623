using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using MeshActors.Testing;

namespace MeshActors.EndToEnd.Support;

/// <summary>A process whose standard output is read by lines and whose errors are kept for messages.</summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly BlockingCollection<string> _lines = [];
    private readonly StringBuilder _errors = new();

    private RunningProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) =>
        {
            if (e.Data is { } line)
            {
                _lines.Add(line);
            }
        };
        _process.ErrorDataReceived += (_, e) =>
        {
            lock (_errors)
            {
                _errors.AppendLine(e.Data);
            }
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    public static RunningProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new(start);
    }

    public void WriteLine(string line) => _process.StandardInput.WriteLine(line);

    /// <summary>The next line that begins so; what comes before is passed over.</summary>
    public async Task<string> ReadLineAsync(string prefix)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        try
        {
            return await Task.Run(() => _lines.GetConsumingEnumerable(limit.Token).First(line => line.StartsWith(prefix, StringComparison.Ordinal)));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{_process.StartInfo.FileName} did not say \"{prefix}\". Its errors:\n{Errors}");
        }
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end in good order, and gives its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        PeerPrograms.Runs("kill", "-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var limit = new CancellationTokenSource(Patience.Limit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        // Also where it has ended: this waits for its last lines, which may not come once the list is gone.
        await KillAsync();
        _process.Dispose();
        _lines.Dispose();
    }
}
