using System;

namespace HolySheep.Chat.Tools;

/// <summary>How the tools that a model asks for are run, and how often it may ask.</summary>
public sealed record ToolRounds
{
    /// <summary>The number of rounds unless the caller gives one.</summary>
    public const int DefaultCount = 5;

    /// <summary>The highest number of rounds.</summary>
    public const int HighestCount = 100;

    /// <summary>The longest result that a model is told, in bytes of UTF-8; the rest is cut off.</summary>
    public const int LongestResult = 64 * 1024;

    /// <summary>Creates rounds.</summary>
    /// <param name="runner">Runs the tools.</param>
    /// <param name="count">The rounds in which tools are run, 1 to 100; an answer that asks for one more is an error.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of rounds is out of range.</exception>
    public ToolRounds(IToolRunner runner, int count = DefaultCount)
    {
        Runner = runner ?? throw new ArgumentNullException(nameof(runner));
        Count = count is >= 1 and <= HighestCount ? count : throw new ArgumentOutOfRangeException(nameof(count), count, $"Give 1 to {HighestCount} rounds.");
    }

    /// <summary>Runs the tools.</summary>
    public IToolRunner Runner { get; }

    /// <summary>The rounds in which tools are run.</summary>
    public int Count { get; }
}
