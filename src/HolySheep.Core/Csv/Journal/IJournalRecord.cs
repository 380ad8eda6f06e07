using System.IO;

namespace HolySheep.Csv.Journal;

/// <summary>A record of a journal. Its first byte tells its kind: 0 is a failed row, 1 an answered row, and <see cref="BatchRecord.Kind"/> a step of a batch.</summary>
internal interface IJournalRecord
{
    /// <summary>Writes its bytes.</summary>
    void WriteTo(BinaryWriter writer);
}
