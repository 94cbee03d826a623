using BenchmarkDotNet.Running;
using MeshActors.Microbenchmarks.Actors;
using MeshActors.Microbenchmarks.Links;
using MeshActors.Microbenchmarks.Scale;
using MeshActors.Microbenchmarks.Translation;

if (args is ["actors"])
{
    await ActorFigures.PrintAsync();
    return;
}

if (args is ["link", ..])
{
    await LinkFigures.PrintAsync(Number(1, 1_000));
    return;
}

if (args is ["mesh", ..])
{
    await MeshFigures.PrintAsync(Number(1, 1_000), Number(2, 200));
    return;
}

if (args is ["scale", ..])
{
    ScaleFigures.Print(args.ElementAtOrDefault(1) ?? "../shared/conformance/xds", args.ElementAtOrDefault(2) ?? "");
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

int Number(int index, int whenAbsent) => args.Length > index ? int.Parse(args[index], System.Globalization.CultureInfo.InvariantCulture) : whenAbsent;
