using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Objects;
using MeshActors.Translation;

namespace MeshActors.Actors.Contracts.Tests.Wire;

/// <summary>
/// Records with every property set at random, whichever they have: one that is added to a record and forgotten on the wire comes
/// back different.
/// </summary>
internal sealed class RandomRecords(Random random)
{
    private const int MaxDepth = 6;

    private static readonly string[] Words = ["", "a", "default", "outbound|80||ünï.example", "spiffe://td/ns/x/sa/y", "10.0.0.1", "v1", "istio"];
    private static readonly ResourceKind[] Kinds = [ResourceKinds.VirtualService, ResourceKinds.Pod, ResourceKinds.Namespace, ResourceKinds.ConfigMap];

    private readonly NullabilityInfoContext _nullability = new();

    public T Make<T>() => (T)Make(typeof(T), 0);

    // A proxy's configuration is no field of its own: it is read from the metadata again.
    private static bool IsWanted(Type type) => type != typeof(ProxyConfig);

    private object Make(Type type, int depth) => type switch
    {
        _ when type == typeof(string) => Words[random.Next(Words.Length)],
        _ when type == typeof(bool) => random.Next(2) == 0,
        _ when type == typeof(int) => random.Next(4) == 0 ? random.Next(int.MinValue, int.MaxValue) : random.Next(3),
        _ when type == typeof(uint) => (uint)random.Next(),
        _ when type == typeof(double) => random.NextDouble(),
        _ when type == typeof(TimeSpan) => TimeSpan.FromTicks(random.NextInt64(TimeSpan.TicksPerDay)),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(random.NextInt64(DateTime.MaxValue.Ticks), TimeSpan.Zero),
        _ when type == typeof(ReadOnlyMemory<byte>) => (ReadOnlyMemory<byte>)Bytes(),
        _ when type == typeof(JsonElement) => JsonSerializer.SerializeToElement(new { text = Words[random.Next(Words.Length)], list = new object?[] { 1, 0.5, null, true } }),
        _ when type == typeof(ResourceKind) => Kinds[random.Next(Kinds.Length)],
        _ when type == typeof(IReadOnlySet<string>) => Items(typeof(string), depth).Cast<string>().ToFrozenSet(StringComparer.Ordinal),
        { IsEnum: true } => Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length))!,
        { IsGenericType: true } => MakeGeneric(type, type.GetGenericArguments(), depth),
        _ => MakeRecord(type, depth),
    };

    private object MakeGeneric(Type type, Type[] arguments, int depth)
    {
        var definition = type.GetGenericTypeDefinition();
        return definition == typeof(Nullable<>) ? Make(arguments[0], depth)
            : definition == typeof(KeyValuePair<,>) ? Activator.CreateInstance(type, Make(arguments[0], depth + 1), Make(arguments[1], depth + 1))!
            : definition == typeof(IReadOnlyDictionary<,>) ? Call(nameof(Dictionary), arguments, depth)
            : definition == typeof(IReadOnlyList<>) || definition == typeof(IReadOnlyCollection<>) ? Call(nameof(Array), arguments, depth)
            : definition == typeof(ValueList<>) ? Call(nameof(List), arguments, depth)
            : throw new NotSupportedException($"{type} is nothing that records here are made of.");
    }

    private object MakeRecord(Type type, int depth)
    {
        var constructor = type.GetConstructors().Where(c => c.GetParameters() is not [{ ParameterType: var only }] || only != type).MaxBy(c => c.GetParameters().Length);
        var record = constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke([.. constructor.GetParameters().Select(p => MayBeNull(_nullability.Create(p)) ? null : Make(p.ParameterType, depth + 1))]);
        foreach (var property in type.GetProperties().Where(p => p.SetMethod is { IsPublic: true } && IsWanted(p.PropertyType) && constructor?.GetParameters().Any(a => a.Name == p.Name) != true))
        {
            property.SetValue(record, MayBeNull(_nullability.Create(property)) ? null : Make(property.PropertyType, depth + 1));
        }

        return record;
    }

    private bool MayBeNull(NullabilityInfo info) => info.ReadState == NullabilityState.Nullable && random.Next(3) == 0;

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(40)];
        random.NextBytes(bytes);
        return bytes;
    }

    private object[] Items(Type type, int depth) =>
        [.. Enumerable.Range(0, depth >= MaxDepth || type.Name == "Service" && depth > 1 ? 0 : random.Next(4)).Select(_ => Make(type, depth + 1))];

    private object Call(string method, Type[] arguments, int depth) =>
        typeof(RandomRecords).GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(arguments).Invoke(this, [depth])!;

    private Dictionary<TKey, TValue> Dictionary<TKey, TValue>(int depth)
        where TKey : notnull
    {
        var values = new Dictionary<TKey, TValue>();
        foreach (var value in Items(typeof(TValue), depth))
        {
            values[(TKey)Make(typeof(TKey), depth + 1)] = (TValue)value;
        }

        return values;
    }

    private T[] Array<T>(int depth) => [.. Items(typeof(T), depth).Cast<T>()];

    private ValueList<T> List<T>(int depth) => [.. Items(typeof(T), depth).Cast<T>()];
}
