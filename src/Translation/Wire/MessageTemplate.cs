using System.Text;

namespace MeshActors.Translation.Wire;

/// <summary>
/// An encoded message with texts left open. It is made of a message that has marks in their places, wherever these stand: in texts, and in
/// messages inside messages, whose lengths follow from what is filled in.
/// </summary>
internal sealed class MessageTemplate
{
    private const int MostNested = 32;
    private const int LengthDelimited = 2;

    // From the last byte to the first, as they are written.
    private readonly Step[] _steps;

    private MessageTemplate(Step[] steps) => _steps = steps;

    /// <summary>
    /// The mark for a text. It begins with what begins no field, so that a text that begins with it is not taken for a message.
    /// </summary>
    public static string Mark(string name) => $"\u0007{name}\u0007";

    /// <param name="message">A message, with marks.</param>
    /// <param name="marks">The marks; texts are filled in in this order.</param>
    public static MessageTemplate Of(ReadOnlySpan<byte> message, IReadOnlyList<string> marks)
    {
        List<Step> steps = [];
        AddFields(steps, message, [.. marks.Select(Encoding.UTF8.GetBytes)], 0);
        steps.Reverse();
        return new([.. steps]);
    }

    /// <summary>The message with texts in the places of the marks.</summary>
    public byte[] Fill(ReadOnlySpan<string> texts)
    {
        Span<int> ends = stackalloc int[MostNested];
        var nested = 0;
        var output = new ReverseWriter();
        try
        {
            foreach (var step in _steps)
            {
                switch (step.Kind)
                {
                    case StepKind.Bytes:
                        output.Raw(step.Bytes);
                        break;
                    case StepKind.Text:
                        output.Text(texts[step.Number]);
                        break;
                    case StepKind.End:
                        ends[nested++] = output.Written;
                        break;
                    default:
                        output.Close((uint)step.Number, ends[--nested]);
                        break;
                }
            }

            return output.ToArray();
        }
        finally
        {
            output.Dispose();
        }
    }

    private static void AddFields(List<Step> steps, ReadOnlySpan<byte> message, byte[][] marks, int depth)
    {
        var rest = message;
        while (!rest.IsEmpty)
        {
            var field = FieldOf(rest);
            var payload = rest[field.Start..field.End];
            if (!field.IsLengthDelimited || !HasMark(payload, marks))
            {
                AddBytes(steps, rest[..field.End]);
            }
            else if (depth + 1 == MostNested)
            {
                throw new InvalidOperationException($"A message has marks more than {MostNested} messages deep.");
            }
            else
            {
                steps.Add(new(StepKind.Start, (int)field.Tag, []));
                if (IsMessage(payload))
                {
                    AddFields(steps, payload, marks, depth + 1);
                }
                else
                {
                    AddText(steps, payload, marks);
                }

                steps.Add(new(StepKind.End, 0, []));
            }

            rest = rest[field.End..];
        }
    }

    private static void AddText(List<Step> steps, ReadOnlySpan<byte> text, byte[][] marks)
    {
        while (!text.IsEmpty)
        {
            var (at, mark) = (text.Length, -1);
            for (var i = 0; i < marks.Length; i++)
            {
                if (text.IndexOf(marks[i]) is var found and >= 0 && found < at)
                {
                    (at, mark) = (found, i);
                }
            }

            AddBytes(steps, text[..at]);
            if (mark < 0)
            {
                return;
            }

            steps.Add(new(StepKind.Text, mark, []));
            text = text[(at + marks[mark].Length)..];
        }
    }

    private static void AddBytes(List<Step> steps, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        if (steps is [.., { Kind: StepKind.Bytes } last])
        {
            steps[^1] = new(StepKind.Bytes, 0, [.. last.Bytes, .. bytes]);
            return;
        }

        steps.Add(new(StepKind.Bytes, 0, bytes.ToArray()));
    }

    private static bool HasMark(ReadOnlySpan<byte> bytes, byte[][] marks)
    {
        foreach (var mark in marks)
        {
            if (bytes.IndexOf(mark) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMessage(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (!MessageParts.TryField(bytes, out var field))
            {
                return false;
            }

            bytes = bytes[field.End..];
        }

        return true;
    }

    private static (uint Tag, bool IsLengthDelimited, int Start, int End) FieldOf(ReadOnlySpan<byte> bytes) =>
        MessageParts.TryField(bytes, out var field)
            ? (field.Tag, (field.Tag & 7) == LengthDelimited, field.Start, field.End)
            : throw new ArgumentException("The bytes are no message.", nameof(bytes));

    private enum StepKind
    {
        Bytes,
        Text,
        Start,
        End,
    }

    /// <param name="Kind">What is written, or where a field of text or messages starts or ends.</param>
    /// <param name="Number">The text's, or the field's tag.</param>
    /// <param name="Bytes">What is always the same.</param>
    private readonly record struct Step(StepKind Kind, int Number, byte[] Bytes);
}
