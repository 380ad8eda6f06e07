using System.Collections.Generic;

namespace HolySheep.Configuration.Edits.Comments;

/// <summary>A place of a JSON text that comments belong to: a member, an item of a list, the end of an object or list, or the end of the text.</summary>
/// <param name="Name">The path to it, the same before and after a change.</param>
/// <param name="Line">The 0-based line where it begins.</param>
internal sealed record CommentedPlace(string Name, int Line)
{
    /// <summary>The comments before it on lines of their own, in order.</summary>
    public List<string> Above { get; } = [];

    /// <summary>The comments after it on its line, in order.</summary>
    public List<string> Beside { get; } = [];
}
