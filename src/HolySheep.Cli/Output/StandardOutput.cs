using System;
using System.IO;
using System.Text;
using HolySheep.Chat;
using HolySheep.Errors;
using Spectre.Console;

namespace HolySheep.Cli.Output;

/// <summary>Standard output: UTF-8 without a byte order mark, with line feeds as line endings.</summary>
internal sealed class StandardOutput : IDisposable
{
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Func<bool> _readerIsGone;

    /// <param name="stream">The stream.</param>
    /// <param name="isTerminal">Whether it is a terminal.</param>
    /// <param name="readerIsGone">Whether it has no reader any more.</param>
    /// <param name="width">The number of terminal columns; null means the terminal's own value.</param>
    public StandardOutput(Stream stream, bool isTerminal, Func<bool> readerIsGone, int? width = null)
    {
        Writer = new StreamWriter(stream, Utf8, bufferSize: 4096) { NewLine = "\n" };
        IsTerminal = isTerminal;
        Width = width;
        _readerIsGone = readerIsGone;
    }

    /// <summary>The writer, which buffers text until <see cref="Flush"/>.</summary>
    public TextWriter Writer { get; }

    /// <summary>Whether it is a terminal.</summary>
    public bool IsTerminal { get; }

    /// <summary>Whether it is a terminal that follows escape sequences.</summary>
    public bool HasEscapeSequences => IsTerminal && Environment.GetEnvironmentVariable("TERM") != "dumb"
        && (!OperatingSystem.IsWindows() || AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Writer) }).Profile.Capabilities.Ansi);

    /// <summary>The number of terminal columns; null means the terminal's own value.</summary>
    public int? Width { get; }

    public static StandardOutput Open()
    {
        var isTerminal = !Console.IsOutputRedirected;
        if (isTerminal && OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = Utf8;
        }

        return new StandardOutput(Console.OpenStandardOutput(), isTerminal, ClosedPipe.IsStandardOutput);
    }

    /// <summary>Writes the buffered text.</summary>
    /// <exception cref="HolySheepException">The write fails, for example on a full disk.</exception>
    /// <exception cref="OutputClosedException">Standard output has no reader any more.</exception>
    public void Flush()
    {
        try
        {
            Writer.Flush();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HolySheepException(
                ErrorCode.ArgumentInvalid,
                $"Standard output cannot be written: {exception.Message}",
                "Redirect it to a file or pipe that can be written; the answer was not kept.",
                exception);
        }

        if (_readerIsGone())
        {
            throw new OutputClosedException();
        }
    }

    /// <summary>Writes a model's text unchanged; on a terminal, control characters are made visible.</summary>
    public void WriteAnswer(string text) => Writer.Write(IsTerminal ? TerminalText.Harmless(text) : text);

    public void WriteLine(string text)
    {
        Writer.Write(text);
        Writer.Write('\n');
        Flush();
    }

    /// <summary>Writes something as JSON on one line, or as text.</summary>
    public void Show(bool json, Func<string> line, Action table)
    {
        if (json)
        {
            WriteLine(line());
        }
        else
        {
            table();
        }
    }

    public void Dispose()
    {
        try
        {
            Writer.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Flush has already reported it; the rest of the buffer is lost.
        }
    }
}
