using System.Collections.Generic;

namespace HolySheep.Csv.Running;

/// <summary>A row that is about to be sent.</summary>
/// <param name="Prompt">The number of its prompt in the index.</param>
/// <param name="Text">The prompt.</param>
/// <param name="Attachments">The paths and addresses of its attachments; null if it has none.</param>
internal readonly record struct WaitingRow(int Prompt, string Text, IReadOnlyList<string>? Attachments = null);
