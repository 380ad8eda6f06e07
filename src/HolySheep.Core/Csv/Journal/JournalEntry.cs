using System.IO;

namespace HolySheep.Csv.Journal;

/// <summary>What the journal keeps of one prompt.</summary>
/// <param name="Key">The prompt's key.</param>
/// <param name="IsAnswer">Whether it was answered.</param>
/// <param name="Text">The answer, or the failure's code and message.</param>
/// <param name="Model">The model that answered; null if none did.</param>
/// <param name="Attempts">The number of attempts.</param>
/// <param name="Cost">The cost of all attempts in USD; null if a price is unknown.</param>
internal sealed record JournalEntry(RowKey Key, bool IsAnswer, string Text, string? Model, int Attempts, decimal? Cost) : IJournalRecord
{
    public void WriteTo(BinaryWriter writer)
    {
        writer.Write(IsAnswer);
        writer.Write(Key.High);
        writer.Write(Key.Low);
        writer.Write(Model ?? "");
        writer.Write(Attempts);
        writer.Write(Cost.HasValue);
        writer.Write(Cost ?? 0m);
        writer.Write(Text);
    }

    public static JournalEntry ReadFrom(BinaryReader reader)
    {
        var (isAnswer, key) = ReadHead(reader);
        var model = reader.ReadString();
        var attempts = reader.ReadInt32();
        var hasCost = reader.ReadBoolean();
        var cost = reader.ReadDecimal();
        return new JournalEntry(key, isAnswer, reader.ReadString(), model.Length > 0 ? model : null, attempts, hasCost ? cost : null);
    }

    /// <summary>Reads only the members that an index needs.</summary>
    public static (bool IsAnswer, RowKey Key) ReadHead(BinaryReader reader) => (reader.ReadBoolean(), new RowKey(reader.ReadUInt64(), reader.ReadUInt64()));
}
