using System;
using System.IO;
using System.Text;
using HolySheep.Chat;
using HolySheep.Errors;

namespace HolySheep.Cli.Output;

/// <summary>Standard output: UTF-8 without a byte order mark, lines ended by a line feed.</summary>
internal sealed class StandardOutput : IDisposable
{
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Func<bool> _readerIsGone;

    /// <param name="stream">Where it goes.</param>
    /// <param name="isTerminal">Whether a person is looking.</param>
    /// <param name="readerIsGone">Whether nobody reads any more.</param>
    /// <param name="width">How many columns the terminal has; null means as many as it says itself.</param>
    public StandardOutput(Stream stream, bool isTerminal, Func<bool> readerIsGone, int? width = null)
    {
        Writer = new StreamWriter(stream, Utf8, bufferSize: 4096) { NewLine = "\n" };
        IsTerminal = isTerminal;
        Width = width;
        _readerIsGone = readerIsGone;
    }

    /// <summary>The writer; it holds text back until <see cref="Flush"/>.</summary>
    public TextWriter Writer { get; }

    /// <summary>Whether a person is looking.</summary>
    public bool IsTerminal { get; }

    /// <summary>How many columns the terminal has; null means as many as it says itself.</summary>
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

    /// <summary>Hands over what was written.</summary>
    /// <exception cref="HolySheepException">It cannot be written, for example to a full disk.</exception>
    /// <exception cref="OutputClosedException">Nobody reads any more.</exception>
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
                "Send it to a file or pipe that takes it; the answer was not kept.",
                exception);
        }

        if (_readerIsGone())
        {
            throw new OutputClosedException();
        }
    }

    /// <summary>Writes what a model wrote: as it is, but without what would drive a terminal if a person is looking.</summary>
    public void WriteAnswer(string text) => Writer.Write(IsTerminal ? TerminalText.Harmless(text) : text);

    public void WriteLine(string text)
    {
        Writer.Write(text);
        Writer.Write('\n');
        Flush();
    }

    /// <summary>Shows something as JSON on one line, or as a person reads it.</summary>
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
            // Reported by Flush already; what is left in the buffer has nowhere to go.
        }
    }
}
