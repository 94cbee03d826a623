using System.CommandLine;
using MeshActors.Conformance;
using MeshActors.Conformance.Cases;

var folder = new Argument<string>("FOLDER") { Description = "A case, an area of cases, or a folder of areas." };
var include = new Option<string?>("--include") { HelpName = "GLOB", Description = "Only cases whose name matches." };
var exclude = new Option<string[]>("--exclude-kind")
{
    HelpName = "KIND",
    Description = "Leave out cases of this kind, or with objects of this kind (Gateway.gateway.networking.k8s.io) in their input.",
};
var over = new Option<Transport>("--over") { Description = "How resources are asked for.", DefaultValueFactory = _ => Transport.Direct };
var json = new Option<string?>("--json") { HelpName = "FILE", Description = "Write the counts as JSON." };
var show = new Option<string?>("--show") { HelpName = "CASE", Description = "Run this case alone and print every difference." };

var root = new RootCommand("Runs conformance cases and prints a scoreboard.") { folder, include, exclude, over, json, show };
root.SetAction((parsed, cancellation) => ConformanceRun.RunAsync(
    new RunOptions
    {
        Folder = parsed.GetValue(folder)!,
        Include = parsed.GetValue(include),
        ExcludeKinds = (parsed.GetValue(exclude) ?? []).ToHashSet(),
        Transport = parsed.GetValue(over),
        JsonFile = parsed.GetValue(json),
        ShowOnly = parsed.GetValue(show),
    },
    Console.Out,
    Console.Error,
    cancellation));
return await root.Parse(args).InvokeAsync();
