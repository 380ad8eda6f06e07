using System;

namespace HolySheep.Jobs;

/// <summary>A row of a shared job.</summary>
/// <param name="Key">Its key: equal for rows that ask the same.</param>
/// <param name="Text">Its prompt.</param>
internal sealed record JobRow(Guid Key, string Text);
