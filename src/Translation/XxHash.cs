using System.Buffers.Binary;
using System.Numerics;

namespace MeshActors.Translation;

/// <summary>XXH64 with seed 0, after its specification: many bytes a cycle, and well mixed.</summary>
internal static class XxHash
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;
    private const int Stripe = 32;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes;
        ulong hash;
        if (bytes.Length >= Stripe)
        {
            hash = Stripes(ref rest);
        }
        else
        {
            hash = Prime5;
        }

        return Avalanche(Tail(hash + (ulong)bytes.Length, rest));
    }

    private static ulong Stripes(ref ReadOnlySpan<byte> rest)
    {
        var a = unchecked(Prime1 + Prime2);
        var b = Prime2;
        var c = 0ul;
        var d = unchecked(0 - Prime1);
        while (rest.Length >= Stripe)
        {
            a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(rest));
            b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
            c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(rest[16..]));
            d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(rest[24..]));
            rest = rest[Stripe..];
        }

        var hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7) + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
        return Merge(Merge(Merge(Merge(hash, a), b), c), d);
    }

    private static ulong Tail(ulong hash, ReadOnlySpan<byte> rest)
    {
        while (rest.Length >= 8)
        {
            hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * Prime1) + Prime4;
            rest = rest[8..];
        }

        if (rest.Length >= 4)
        {
            hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2) + Prime3;
            rest = rest[4..];
        }

        foreach (var value in rest)
        {
            hash = BitOperations.RotateLeft(hash ^ (value * Prime5), 11) * Prime1;
        }

        return hash;
    }

    /// <summary>
    /// Hashes a sequence of hashes, in order: as a polynomial of them, so that a sequence that differs in one place needs no other one of them.
    /// </summary>
    /// <param name="Sum">The polynomial.</param>
    /// <param name="Count">How many hashes it is of.</param>
    public readonly record struct Sequence(ulong Sum, int Count)
    {
        public ulong Value => Avalanche(Sum + (ulong)Count);

        public Sequence With(ulong hash) => new((Sum * Prime1) + hash, Count + 1);

        /// <summary>The sequence with another hash in the place of one.</summary>
        public Sequence With(int index, ulong was, ulong now) => this with { Sum = Sum + ((now - was) * Power(Count - 1 - index)) };

        private static ulong Power(int exponent)
        {
            var (power, square) = (1ul, Prime1);
            for (; exponent > 0; exponent >>= 1)
            {
                power *= (exponent & 1) == 0 ? 1 : square;
                square *= square;
            }

            return power;
        }
    }

    private static ulong Round(ulong lane, ulong input) => BitOperations.RotateLeft(lane + (input * Prime2), 31) * Prime1;

    private static ulong Merge(ulong hash, ulong lane) => ((hash ^ Round(0, lane)) * Prime1) + Prime4;

    private static ulong Avalanche(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }
}
