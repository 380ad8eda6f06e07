using System;
using System.IO;

namespace HolySheep.Cli.Output;

/// <summary>Lines for people, on standard error; one line each, from any thread.</summary>
internal sealed class Messages
{
    public Messages(TextWriter writer) => Writer = TextWriter.Synchronized(writer);

    public TextWriter Writer { get; }

    public static Messages Open() => new(StandardDescriptor.IsInherited(StandardDescriptor.Error)
        ? new StreamWriter(Console.OpenStandardError(), StandardOutput.Utf8, bufferSize: 1024) { NewLine = "\n", AutoFlush = true }
        : TextWriter.Null);

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

    public void Notice(string message) => Line("notice", message);

    public void Verbose(string message) => Line("verbose", message);

    public void Debug(string message) => Line("debug", message);

    /// <summary>Writes lines as they are.</summary>
    public void Plain(string text)
    {
        try
        {
            Writer.WriteLine(text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Standard error is closed or full: there is nobody left to tell.
        }
    }

    private void Line(string label, string message) => Plain($"{label}: {OneLine.Of(message)}");
}
