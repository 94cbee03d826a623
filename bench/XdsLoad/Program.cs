using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using MeshActors.Kubernetes;
using MeshActors.Kubernetes.Configuration;
using MeshActors.MeshGenerator;
using MeshActors.XdsLoad.Measuring;
using MeshActors.XdsLoad.Reporting;
using MeshActors.XdsLoad.Sidecars;

var shape = new ShapeOptions();
var address = new Argument<Uri>("address") { CustomParser = result => new(result.Tokens[0].Value), Description = "http://host:port for plain text, https:// for TLS" };
var sotw = new Option<bool>("--sotw") { Description = "State of the world in place of delta" };
var authorities = new Option<FileInfo?>("--ca") { Description = "Authorities of the server's certificate (PEM); any certificate is taken where absent" };
var token = new Option<FileInfo?>("--token-file") { Description = "Sent as bearer token" };
var kubeconfig = new Option<FileInfo?>("--kubeconfig") { Description = "API server to make changes in; without it only connecting is measured" };
var seed = new Option<bool>("--seed") { Description = "Create the mesh in the API server first" };
var process = new Option<int?>("--pid") { Description = "The server's process on this machine, for processor time and memory" };
var repetitions = new Option<int>("--repetitions") { Description = "Changes of each kind, one after the other", DefaultValueFactory = _ => 50 };
var churn = new Option<int>("--churn") { Description = "Endpoint changes a second", DefaultValueFactory = _ => 100 };
var churnTime = new Option<int>("--churn-seconds") { Description = "How long to churn; 0 for not at all", DefaultValueFactory = _ => 20 };
var settle = new Option<int>("--settle-seconds") { Description = "How long memory may settle", DefaultValueFactory = _ => 15 };
var json = new Option<FileInfo?>("--json") { Description = "Also write the figures as JSON" };
var root = new RootCommand("Measures an xDS server under many simulated sidecars.")
{
    address, sotw, authorities, token, kubeconfig, seed, process, repetitions, churn, churnTime, settle, json,
};
shape.AddTo(root);
root.SetAction(async (parsed, cancellationToken) =>
{
    var mesh = new SyntheticMesh(shape.Read(parsed));
    using var client = parsed.GetValue(kubeconfig) is { } file
        ? new KubernetesClient(KubeConfig.Load([file.FullName]).Connect(TimeProvider.System), TimeProvider.System)
        : null;
    if (parsed.GetValue(seed))
    {
        await MeshWriter.ApplyAsync(mesh.Objects, client ?? throw new ArgumentException("--seed needs --kubeconfig"), 16, cancellationToken);
    }

    var plan = new LoadPlan(
        mesh.Shape,
        parsed.GetValue(repetitions),
        parsed.GetValue(churn),
        TimeSpan.FromSeconds(parsed.GetValue(churnTime)),
        TimeSpan.FromSeconds(parsed.GetValue(settle)));
    var trusted = new X509Certificate2Collection();
    if (parsed.GetValue(authorities) is { } pem)
    {
        trusted.ImportFromPemFile(pem.FullName);
    }

    var server = new LoadServer(parsed.GetRequiredValue(address), parsed.GetValue(sotw))
    {
        Authorities = trusted.Count > 0 ? trusted : null,
        Token = parsed.GetValue(token) is { } bearer ? (await File.ReadAllTextAsync(bearer.FullName, cancellationToken)).Trim() : null,
    };
    var test = new LoadTest(
        plan,
        server,
        client is null ? null : new MeshChanges(mesh, client),
        parsed.GetValue(process) is { } id ? new ServerProcess(id) : null);
    var figures = await test.RunAsync(Console.Error.WriteLine, cancellationToken);
    FigureTable.Print(figures, Console.Out);
    if (parsed.GetValue(json) is { } target)
    {
        var options = new JsonSerializerOptions { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
        options.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals;
        await File.WriteAllTextAsync(target.FullName, JsonSerializer.Serialize(figures, options), cancellationToken);
    }
});
return await root.Parse(args).InvokeAsync();
