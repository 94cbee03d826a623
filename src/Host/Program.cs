using System.CommandLine;
using MeshActors.Host.CommandLine;

var root = new RootCommand("MeshActors: a control plane for Istio's data plane");
root.Subcommands.Add(UpCommand.Create());
root.Subcommands.Add(ApiCommand.Create());
root.Subcommands.Add(ServeCommand.Create());

// Signals end a command in good order, which takes longer than the library would wait.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
