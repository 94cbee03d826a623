using System.Buffers;
using System.Text;

namespace MeshActors.Grpc;

public sealed partial class Metadata
{
    /// <summary>One header: text, or bytes where its key ends with <c>-bin</c>.</summary>
    public sealed class Entry
    {
        private static readonly SearchValues<char> KeyChars = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

        private readonly string? _text;
        private readonly byte[]? _bytes;

        public Entry(string key, string value)
        {
            Key = Normalize(key);
            if (IsBinary)
            {
                throw new ArgumentException($"Metadata key '{Key}' ends with '{BinaryHeaderSuffix}' and needs bytes.", nameof(key));
            }

            if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                throw new ArgumentException($"The value of metadata key '{Key}' is not printable ASCII.", nameof(value));
            }

            _text = value;
        }

        public Entry(string key, byte[] value)
        {
            Key = Normalize(key);
            if (!IsBinary)
            {
                throw new ArgumentException($"Metadata key '{Key}' holds bytes and must end with '{BinaryHeaderSuffix}'.", nameof(key));
            }

            _bytes = value;
        }

        private Entry(string key, string? text, byte[]? bytes)
        {
            Key = key;
            _text = text;
            _bytes = bytes;
        }

        public string Key { get; }

        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <exception cref="InvalidOperationException">The entry is binary.</exception>
        public string Value => _text ?? throw new InvalidOperationException($"Metadata '{Key}' is binary.");

        public byte[] ValueBytes => _bytes ?? Encoding.ASCII.GetBytes(_text!); // One of the two is always set.

        public override string ToString() => IsBinary ? $"{Key}: {Convert.ToBase64String(ValueBytes)}" : $"{Key}: {Value}";

        /// <summary>A received header: a peer may send what we would not, and it must not fail the call.</summary>
        internal static Entry Received(string lowerCaseKey, string text) => new(lowerCaseKey, text, null);

        internal static Entry Received(string lowerCaseKey, byte[] bytes) => new(lowerCaseKey, null, bytes);

        private static string Normalize(string key)
        {
            var lower = key.ToLowerInvariant();
            if (lower.Length == 0 || lower.AsSpan().ContainsAnyExcept(KeyChars))
            {
                throw new ArgumentException($"Metadata key '{key}' may hold only letters, digits, '-', '_' and '.'.", nameof(key));
            }

            return lower;
        }
    }
}
