using System.Collections.Frozen;
using Google.Protobuf.Reflection;

namespace MeshActors.Grpc.Reflection;

/// <summary>Finds the files that declare what reflection clients ask for, among those of the services and what they import.</summary>
internal sealed class DescriptorIndex
{
    private readonly FrozenDictionary<string, FileDescriptor> _byName;
    private readonly FrozenDictionary<string, FileDescriptor> _bySymbol;
    private readonly FrozenDictionary<(string Type, int Number), FileDescriptor> _byExtension;

    public DescriptorIndex(IEnumerable<FileDescriptor> roots)
    {
        var files = new Dictionary<string, FileDescriptor>();
        foreach (var root in roots)
        {
            Collect(root, files);
        }

        var symbols = new Dictionary<string, FileDescriptor>();
        var extensions = new Dictionary<(string, int), FileDescriptor>();
        foreach (var file in files.Values)
        {
            foreach (var symbol in SymbolsOf(file))
            {
                symbols.TryAdd(symbol, file);
            }

            foreach (var extension in ExtensionsOf(file))
            {
                extensions.TryAdd((extension.ExtendeeType.FullName, extension.FieldNumber), file);
            }
        }

        _byName = files.ToFrozenDictionary();
        _bySymbol = symbols.ToFrozenDictionary();
        _byExtension = extensions.ToFrozenDictionary();
    }

    public FileDescriptor? FindFile(string name) => _byName.GetValueOrDefault(name);

    /// <param name="symbol">The full name of a service, method, message, field, enum, enum value or extension.</param>
    public FileDescriptor? FindSymbol(string symbol) => _bySymbol.GetValueOrDefault(symbol.TrimStart('.'));

    public FileDescriptor? FindExtension(string type, int number) => _byExtension.GetValueOrDefault((type.TrimStart('.'), number));

    public IEnumerable<int> ExtensionNumbersOf(string type) =>
        _byExtension.Keys.Where(key => key.Type == type).Select(key => key.Number).Order();

    private static void Collect(FileDescriptor file, Dictionary<string, FileDescriptor> files)
    {
        if (files.TryAdd(file.Name, file))
        {
            foreach (var dependency in file.Dependencies)
            {
                Collect(dependency, files);
            }
        }
    }

    private static IEnumerable<string> SymbolsOf(FileDescriptor file) =>
    [
        .. file.Services.SelectMany(service => service.Methods.Select(method => method.FullName).Prepend(service.FullName)),
        .. file.MessageTypes.SelectMany(SymbolsOf),
        .. file.EnumTypes.SelectMany(SymbolsOf),
        .. file.Extensions.UnorderedExtensions.Select(extension => extension.FullName),
    ];

    private static IEnumerable<string> SymbolsOf(MessageDescriptor message) =>
    [
        message.FullName,
        .. message.Fields.InDeclarationOrder().Select(field => field.FullName),
        .. message.Oneofs.Select(oneof => oneof.FullName),
        .. message.NestedTypes.SelectMany(SymbolsOf),
        .. message.EnumTypes.SelectMany(SymbolsOf),
        .. message.Extensions.UnorderedExtensions.Select(extension => extension.FullName),
    ];

    private static IEnumerable<string> SymbolsOf(EnumDescriptor type) =>
        type.Values.Select(value => value.FullName).Prepend(type.FullName);

    private static IEnumerable<FieldDescriptor> ExtensionsOf(FileDescriptor file) =>
        [.. file.Extensions.UnorderedExtensions, .. file.MessageTypes.SelectMany(ExtensionsOf)];

    private static IEnumerable<FieldDescriptor> ExtensionsOf(MessageDescriptor message) =>
        [.. message.Extensions.UnorderedExtensions, .. message.NestedTypes.SelectMany(ExtensionsOf)];
}
