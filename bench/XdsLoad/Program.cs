using MeshActors.XdsLoad;

return await LoadCommand.Create().Parse(args).InvokeAsync();
