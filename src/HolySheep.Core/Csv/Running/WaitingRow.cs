using System.Collections.Generic;
using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Running;

/// <summary>A row that is about to be sent.</summary>
/// <param name="Prompt">The number of its prompt in the index, or of its row among those of shared jobs.</param>
/// <param name="Key">Its key.</param>
/// <param name="Text">The prompt.</param>
/// <param name="Attachments">The paths and addresses of its attachments; null if it has none.</param>
/// <param name="Spent">What earlier rounds and runs have spent on it.</param>
internal readonly record struct WaitingRow(int Prompt, RowKey Key, string Text, IReadOnlyList<string>? Attachments = null, RowSpend Spent = default);
