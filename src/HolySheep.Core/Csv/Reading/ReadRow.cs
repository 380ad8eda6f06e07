using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Reading;

/// <summary>What is kept of a row that was read ahead.</summary>
/// <param name="Key">The key of its prompt.</param>
/// <param name="Line">The line where it begins, counted from 1.</param>
/// <param name="Cells">Its cells.</param>
internal readonly record struct ReadRow(RowKey Key, int Line, string[] Cells);
