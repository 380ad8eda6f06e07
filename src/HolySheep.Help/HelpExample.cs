using System.Collections.Generic;

namespace HolySheep.Help;

/// <summary>One example of a page.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Code">What is typed.</param>
/// <param name="Remarks">What comes of it, one entry a paragraph.</param>
internal sealed record HelpExample(string Title, string Code, IReadOnlyList<string> Remarks);
