using System.Runtime.CompilerServices;
using MeshActors.Actors.Remote;

namespace MeshActors.Actors.Contracts.Wire;

/// <summary>What protobuf cannot say of a message, asked of those that came.</summary>
internal static class Received
{
    /// <summary>A message within a message that must be there.</summary>
    /// <exception cref="WireFormatException">It is not.</exception>
    public static T Required<T>(T? value, string field)
        where T : class => value ?? throw new WireFormatException($"{field} is missing.");

    /// <summary>An enum's value, where this build has it. In the protos enums have the numbers that they have in the code.</summary>
    /// <exception cref="WireFormatException">It has not: the replicas differ in version.</exception>
    public static T Known<T>(int number)
        where T : struct, Enum
    {
        var value = Unsafe.BitCast<int, T>(number);
        return Enum.IsDefined(value) ? value : throw new WireFormatException($"{number} is no {typeof(T).Name} here: the replicas differ in version.");
    }
}
