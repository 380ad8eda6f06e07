using System.Collections.Generic;

namespace HolySheep.Help;

/// <summary>One example of a page.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Code">The code.</param>
/// <param name="Remarks">The remarks, one entry per paragraph.</param>
internal sealed record HelpExample(string Title, string Code, IReadOnlyList<string> Remarks);
