using BenchmarkDotNet.Running;
using MeshActors.Microbenchmarks.Actors;
using MeshActors.Microbenchmarks.Translation;

if (args is ["actors"])
{
    await ActorFigures.PrintAsync();
    return;
}

if (args is ["mesh", ..])
{
    await MeshFigures.PrintAsync(Number(1, 1_000), Number(2, 200));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

int Number(int index, int whenAbsent) => args.Length > index ? int.Parse(args[index], System.Globalization.CultureInfo.InvariantCulture) : whenAbsent;
