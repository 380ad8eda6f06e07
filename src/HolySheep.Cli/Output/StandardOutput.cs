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
    private bool _isGivenUp;

    /// <param name="stream">The stream.</param>
    /// <param name="isTerminal">Whether it is a terminal.</param>
    /// <param name="readerIsGone">Whether it has no reader any more.</param>
    /// <param name="width">The number of terminal columns; null means the terminal's own value.</param>
    public StandardOutput(Stream stream, bool isTerminal, Func<bool> readerIsGone, int? width = null)
    {
        Writer = new StreamWriter(new ReportedStream(stream), Utf8, bufferSize: 4096) { NewLine = "\n" };
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
        if (_isGivenUp)
        {
            return;
        }

        Writer.Flush();
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

    /// <summary>Writes the summary of a job, whose result is in files: that it cannot be printed is not a failure of the job.</summary>
    /// <returns>Why it cannot be written; null if it is written, or if its reader is gone.</returns>
    public string? WriteSummary(string text)
    {
        try
        {
            WriteLine(text);
            return null;
        }
        catch (OutputClosedException)
        {
            _isGivenUp = true;
            return null;
        }
        catch (HolySheepException exception)
        {
            _isGivenUp = true;
            return exception.Message;
        }
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
        catch (HolySheepException)
        {
            // Flush has already reported it; the rest of the buffer is lost.
        }
    }
}
