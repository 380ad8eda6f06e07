using System;
using System.Collections.Generic;
using System.IO;

namespace HolySheep.Cli.Output;

/// <summary>Writes lines for people to standard error, from any thread. On a terminal a temporary line may be below them.</summary>
internal sealed class Messages
{
    private readonly object _lock = new();
    private int _passing;

    public Messages(TextWriter writer, bool isTerminal = false)
    {
        Writer = TextWriter.Synchronized(writer);
        IsTerminal = isTerminal;
    }

    public TextWriter Writer { get; }

    /// <summary>Whether standard error is a terminal that can return to the start of a line.</summary>
    public bool IsTerminal { get; }

    public static Messages Open() => StandardDescriptor.IsInherited(StandardDescriptor.Error)
        ? new(
            new StreamWriter(Console.OpenStandardError(), StandardOutput.Utf8, bufferSize: 1024) { NewLine = "\n", AutoFlush = true },
            !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb")
        : new(TextWriter.Null);

    public void Error(string code, string message, string? hint)
    {
        Line($"error {code}", message);
        if (hint is not null)
        {
            Hint(hint);
        }
    }

    public void Hint(string message) => Line("hint", message);

    public void Warning(string message) => Line("warning", message);

    /// <summary>Writes warnings, one line each.</summary>
    public void Warnings(IEnumerable<string> messages)
    {
        foreach (var message in messages)
        {
            Warning(message);
        }
    }

    /// <summary>Writes a warning if there is one.</summary>
    public void WarningOf(string? message)
    {
        if (message is not null)
        {
            Warning(message);
        }
    }

    public void Notice(string message) => Line("notice", message);

    public void Verbose(string message) => Line("verbose", message);

    public void Debug(string message) => Line("debug", message);

    /// <summary>Writes lines unchanged.</summary>
    public void Plain(string text)
    {
        lock (_lock)
        {
            Write(Erasure() + text + "\n");
        }
    }

    /// <summary>Shows a line that the next one overwrites; an empty text only removes it.</summary>
    public void Pass(string text)
    {
        lock (_lock)
        {
            Write(Erasure() + text);
            _passing = CellWidth.Of(text);
        }
    }

    private void Line(string label, string message) => Plain($"{label}: {OneLine.Of(message)}");

    // Spaces instead of an escape sequence work on every terminal.
    private string Erasure()
    {
        var erasure = _passing == 0 ? "" : $"\r{new string(' ', _passing)}\r";
        _passing = 0;
        return erasure;
    }

    private void Write(string text)
    {
        try
        {
            Writer.Write(text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Standard error is closed or full, so the message is lost.
        }
    }
}
