using System.Collections.Generic;

namespace HolySheep.Csv.Reading;

/// <summary>What a row asks.</summary>
/// <param name="Text">The prompt.</param>
/// <param name="Attachments">The paths and addresses of its attachments; null if it has none.</param>
/// <param name="Identity">What is hashed: the prompt and the contents of the attachments.</param>
internal readonly record struct RowInput(string Text, IReadOnlyList<string>? Attachments, string Identity);
