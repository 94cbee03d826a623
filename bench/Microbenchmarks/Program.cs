using BenchmarkDotNet.Running;
using MeshActors.Microbenchmarks.Actors;

if (args is ["actors"])
{
    await ActorFigures.PrintAsync();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
