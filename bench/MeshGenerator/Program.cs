using System.CommandLine;
using System.Diagnostics;
using MeshActors.Kubernetes;
using MeshActors.Kubernetes.Configuration;
using MeshActors.MeshGenerator;

var shape = new ShapeOptions();
var output = new Option<FileInfo?>("--output") { Description = "File to write a list of all objects to; standard output where neither this nor --kubeconfig is given" };
var kubeconfig = new Option<FileInfo?>("--kubeconfig") { Description = "API server to create the objects in" };
var concurrency = new Option<int>("--concurrency") { Description = "Requests under way at once", DefaultValueFactory = _ => 16 };
var root = new RootCommand("Makes a synthetic mesh as Kubernetes objects: the same objects for the same numbers.") { output, kubeconfig, concurrency };
shape.AddTo(root);
root.SetAction(async (parsed, cancellationToken) =>
{
    var mesh = new SyntheticMesh(shape.Read(parsed));
    if (parsed.GetValue(kubeconfig) is { } file)
    {
        var clock = Stopwatch.StartNew();
        using var client = new KubernetesClient(KubeConfig.Load([file.FullName]).Connect(TimeProvider.System), TimeProvider.System);
        await MeshWriter.ApplyAsync(mesh.Objects, client, parsed.GetValue(concurrency), cancellationToken);
        await Console.Error.WriteLineAsync($"{mesh.Objects.Count()} objects in {clock.Elapsed.TotalSeconds:F1} s");
    }
    else if (parsed.GetValue(output) is { } target)
    {
        await using var writer = target.CreateText();
        await MeshWriter.WriteAsync(mesh.Objects, writer);
    }
    else
    {
        await MeshWriter.WriteAsync(mesh.Objects, Console.Out);
    }
});
return await root.Parse(args).InvokeAsync();
