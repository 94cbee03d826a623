using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;
using MeshActors.Kubernetes;
using MeshActors.Kubernetes.Configuration;
using MeshActors.MeshGenerator;
using MeshActors.XdsLoad.Measuring;
using MeshActors.XdsLoad.Reporting;
using MeshActors.XdsLoad.Sidecars;

namespace MeshActors.XdsLoad;

/// <summary>The command line of the load generator.</summary>
internal sealed class LoadCommand
{
    private static readonly JsonSerializerOptions FigureJson = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly ShapeOptions _shape = new();
    private readonly Argument<Uri> _address = new("address") { CustomParser = result => new(result.Tokens[0].Value), Description = "http://host:port for plain text, https:// for TLS" };
    private readonly Option<bool> _sotw = new("--sotw") { Description = "State of the world in place of delta" };
    private readonly Option<FileInfo?> _authorities = new("--ca") { Description = "Authorities of the server's certificate (PEM); any certificate is taken where absent" };
    private readonly Option<string?> _serverName = new("--server-name") { Description = "The name that the server's certificate has to have, where it is not the address's host" };
    private readonly Option<FileInfo?> _token = new("--token-file") { Description = "Sent as bearer token" };
    private readonly Option<FileInfo?> _kubeconfig = new("--kubeconfig") { Description = "API server to make changes in; without it only connecting is measured" };
    private readonly Option<bool> _seed = new("--seed") { Description = "Create the mesh in the API server first (needs --kubeconfig)" };
    private readonly Option<int?> _process = new("--pid") { Description = "The server's process on this machine, for processor time and memory" };
    private readonly Option<int> _warmUp = new("--warm-up-seconds")
    {
        Description = "How long to make changes of both kinds before any is measured: a process that has just begun compiles what it does often",
        DefaultValueFactory = _ => 10,
    };
    private readonly Option<int> _repetitions = new("--repetitions") { Description = "Changes of each kind, one after the other", DefaultValueFactory = _ => 50 };
    private readonly Option<int> _churn = new("--churn") { Description = "Endpoint changes a second", DefaultValueFactory = _ => 100 };
    private readonly Option<int> _churnTime = new("--churn-seconds") { Description = "How long to churn; 0 for not at all", DefaultValueFactory = _ => 20 };
    private readonly Option<int> _settle = new("--settle-seconds") { Description = "How long memory may settle, and a server take in what was seeded", DefaultValueFactory = _ => 15 };
    private readonly Option<FileInfo?> _json = new("--json") { Description = "Also write the figures as JSON" };

    public static RootCommand Create() => new LoadCommand().Build();

    private RootCommand Build()
    {
        var root = new RootCommand("Measures an xDS server under many simulated sidecars.")
        {
            _address, _sotw, _authorities, _serverName, _token, _kubeconfig, _seed, _process, _warmUp, _repetitions, _churn, _churnTime, _settle, _json,
        };
        _shape.AddTo(root);
        root.Validators.Add(result =>
        {
            if (result.GetValue(_seed) && result.GetValue(_kubeconfig) is null)
            {
                result.AddError("--seed needs --kubeconfig.");
            }
        });
        root.SetAction(RunAsync);
        return root;
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var mesh = new SyntheticMesh(_shape.Read(parsed));
        using var client = parsed.GetValue(_kubeconfig) is { } file
            ? new KubernetesClient(KubeConfig.Load([file.FullName]).Connect(TimeProvider.System), TimeProvider.System)
            : null;
        var plan = new LoadPlan(
            mesh.Shape,
            TimeSpan.FromSeconds(parsed.GetValue(_warmUp)),
            parsed.GetValue(_repetitions),
            parsed.GetValue(_churn),
            TimeSpan.FromSeconds(parsed.GetValue(_churnTime)),
            TimeSpan.FromSeconds(parsed.GetValue(_settle)));
        if (parsed.GetValue(_seed))
        {
            await MeshWriter.ApplyAsync(mesh.Objects, client!, 16, cancellationToken);
            await Task.Delay(plan.Settle, cancellationToken);
        }

        var test = new LoadTest(
            plan,
            await ServerAsync(parsed, cancellationToken),
            client is null ? null : new MeshChanges(mesh, client),
            parsed.GetValue(_process) is { } id ? new ServerProcess(id) : null);
        var figures = await test.RunAsync(parsed.InvocationConfiguration.Error.WriteLine, cancellationToken);
        FigureTable.Print(figures, parsed.InvocationConfiguration.Output);
        if (parsed.GetValue(_json) is { } target)
        {
            await File.WriteAllTextAsync(target.FullName, JsonSerializer.Serialize(figures, FigureJson), cancellationToken);
        }
    }

    private async Task<LoadServer> ServerAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var trusted = new X509Certificate2Collection();
        if (parsed.GetValue(_authorities) is { } pem)
        {
            trusted.ImportFromPemFile(pem.FullName);
        }

        return new(parsed.GetRequiredValue(_address), parsed.GetValue(_sotw))
        {
            Authorities = trusted.Count > 0 ? trusted : null,
            ServerName = parsed.GetValue(_serverName),
            Token = parsed.GetValue(_token) is { } bearer ? (await File.ReadAllTextAsync(bearer.FullName, cancellationToken)).Trim() : null,
        };
    }
}
