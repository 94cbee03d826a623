using System.Buffers.Binary;
using System.Numerics;

namespace MeshActors.Actors.Discovery.Tests.Resources;

/// <summary>
/// Two different contents of one XXH64. Of sixteen bytes the second eight undo what other first eight did: each step of the hash can
/// be turned round by whoever knows the bytes.
/// </summary>
internal static class ForgedHash
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;

    public static (byte[] Honest, byte[] Forged) Pair()
    {
        const ulong Length = 16;
        const ulong First = 1;
        const ulong OtherFirst = 2;
        const ulong Second = 3;
        var state = After(Prime5 + Length, First);
        var otherState = After(Prime5 + Length, OtherFirst);
        return (Bytes(First, Second), Bytes(OtherFirst, RoundReversed(state ^ otherState ^ Round(Second))));
    }

    private static ulong After(ulong state, ulong block) => (BitOperations.RotateLeft(state ^ Round(block), 27) * Prime1) + Prime4;

    private static ulong Round(ulong block) => BitOperations.RotateLeft(block * Prime2, 31) * Prime1;

    private static ulong RoundReversed(ulong round) => BitOperations.RotateRight(round * Inverse(Prime1), 31) * Inverse(Prime2);

    // Newton's iteration doubles the bits that are right; an odd number is right in three to begin with.
    private static ulong Inverse(ulong odd)
    {
        var inverse = odd;
        for (var bits = 3; bits < 64; bits *= 2)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }

    private static byte[] Bytes(ulong first, ulong second)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, first);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), second);
        return bytes;
    }
}
