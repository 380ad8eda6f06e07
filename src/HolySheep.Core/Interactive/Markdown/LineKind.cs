namespace HolySheep.Interactive.Markdown;

/// <summary>What a line of Markdown is, by its beginning.</summary>
internal enum LineKind
{
    /// <summary>More of the line is needed to know it.</summary>
    Unknown,

    Text,
    Heading,
    ListItem,
    Quote,
    Rule,
    Fence,
    TableRow,
}
