using System.CommandLine;
using MeshActors.Conformance.Xds;
using MeshActors.Conformance.Xds.Direct;
using MeshActors.Conformance.Xds.Served;
using MeshActors.StockEnvoy;
using MeshActors.Testing;

var folder = new Argument<string>("FOLDER") { Description = "A case, or a folder of cases." };
var include = new Option<string[]>("--include")
{
    HelpName = "GLOB",
    Description = "Only cases whose name matches one of these.",
    DefaultValueFactory = _ => ["lab-*", "mix-*"],
};
var served = new Option<bool>("--served") { Description = "Ask a real server, with the actors between its objects and its streams." };

var root = new RootCommand("Lets a real, stock Envoy load what it is sent as each proxy of conformance cases. Exit code 1: something was refused.")
{
    folder,
    include,
    served,
};
root.SetAction(async (parsed, cancellation) =>
{
    if (PeerPrograms.Envoy is not { } envoy)
    {
        await Console.Error.WriteLineAsync("not available: no Envoy in MESHACTORS_ENVOY, on the path or in the shared folder");
        return 2;
    }

    IXdsSubjects subjects = parsed.GetValue(served) ? new ServedSubjects(isDelta: true) : new DirectSubjects();
    return await Sweep.RunAsync(new EnvoyHost(envoy), subjects, parsed.GetValue(folder)!, parsed.GetValue(include)!, Console.Out, cancellation);
});
return await root.Parse(args).InvokeAsync();
