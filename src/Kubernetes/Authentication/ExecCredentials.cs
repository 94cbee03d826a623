using System.ComponentModel;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace MeshActors.Kubernetes.Authentication;

/// <summary>
/// Credentials from an external program. Its answer is kept until it expires or the server refuses it; requests
/// that come meanwhile share one run.
/// </summary>
public sealed class ExecCredentials(ExecPlugin plugin, TimeProvider time) : IClientCredentials, IDisposable
{
    /// <summary>Renewed this much before the end, so that no request sets out with a token that dies on the way.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RunLimit = TimeSpan.FromMinutes(1);

    private sealed record Answer(AuthenticationHeaderValue? Header, X509Certificate2? Certificate, DateTimeOffset Expires);

    private readonly SemaphoreSlim _running = new(1, 1);
    private Answer? _answer;

    public X509Certificate2? Certificate => Volatile.Read(ref _answer)?.Certificate;

    public async ValueTask<AuthenticationHeaderValue?> AuthorizeAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } kept)
        {
            return kept.Header;
        }

        await _running.WaitAsync(cancellationToken);
        try
        {
            var answer = Fresh();
            if (answer is null)
            {
                answer = Read(await RunAsync(cancellationToken));
                Volatile.Write(ref _answer, answer);
            }

            return answer.Header;
        }
        finally
        {
            _running.Release();
        }
    }

    public bool Invalidate()
    {
        if (Volatile.Read(ref _answer) is { } answer)
        {
            Volatile.Write(ref _answer, answer with { Expires = DateTimeOffset.MinValue });
        }

        return true;
    }

    public void Dispose() => _running.Dispose();

    private Answer? Fresh() => Volatile.Read(ref _answer) is { } answer && time.GetUtcNow() < answer.Expires ? answer : null;

    private async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(plugin.Command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in plugin.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in plugin.Environment)
        {
            start.Environment[name] = value;
        }

        var request = new ExecCredential { ApiVersion = plugin.ApiVersion, Spec = new ExecCredentialSpec(false, plugin.ClusterInfo) };
        start.Environment["KUBERNETES_EXEC_INFO"] = JsonSerializer.Serialize(request, ExecJson.Default.ExecCredential);

        using var limit = new CancellationTokenSource(RunLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var process = Start(start);
        try
        {
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            var output = await process.StandardOutput.ReadToEndAsync(either.Token);
            var complaint = await errors;
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0
                ? output
                : throw Failure($"exited with code {process.ExitCode}: {complaint.Trim()}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw Failure($"did not answer within {RunLimit.TotalSeconds:0} seconds");
        }
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw Failure("did not start");
        }
        catch (Win32Exception error)
        {
            throw Failure($"cannot be started: {error.Message}. {plugin.InstallHint}".TrimEnd(), error);
        }
    }

    private Answer Read(string output)
    {
        try
        {
            var status = JsonSerializer.Deserialize(output, ExecJson.Default.ExecCredential)?.Status
                ?? throw Failure("printed no status");
            if (status.Token is null && (status.ClientCertificateData is null || status.ClientKeyData is null))
            {
                throw Failure("printed neither a token nor a client certificate with its key");
            }

            return new Answer(
                status.Token is null ? null : new AuthenticationHeaderValue("Bearer", status.Token),
                status is { ClientCertificateData: { } certificate, ClientKeyData: { } key } ? PemCertificates.Pair(certificate, key) : null,
                status.ExpirationTimestamp is { } expires ? expires - Margin : DateTimeOffset.MaxValue);
        }
        catch (Exception error) when (error is JsonException or CryptographicException or ArgumentException)
        {
            throw Failure($"printed something that cannot be read: {error.Message}", error);
        }
    }

    private CredentialException Failure(string what, Exception? inner = null) =>
        new($"The credential plugin {plugin.Command} {what}.", inner);
}
