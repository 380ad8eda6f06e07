using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Reading;

/// <summary>A row that was read ahead.</summary>
/// <param name="Key">The key of its prompt.</param>
/// <param name="Line">The 1-based line where it begins.</param>
/// <param name="Cells">Its cells.</param>
internal readonly record struct ReadRow(RowKey Key, int Line, string[] Cells);
