namespace HolySheep.Interactive.Markdown;

/// <summary>What a part of a line is.</summary>
internal enum InlineKind
{
    Text,
    Code,
    Strong,
    Emphasis,
    StrongEmphasis,
    Strikethrough,
    Link,
}
