using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Input;

/// <summary>Reads a key: from a pipe or file, or from a terminal that does not show it.</summary>
internal sealed class KeyInput(StandardInput input, Messages messages)
{
    private const int MostBytes = 1024 * 1024;

    // Ctrl+D and Ctrl+U, which a terminal in its usual mode handles by itself.
    private const char EndOfInput = '\u0004';
    private const char EraseLine = '\u0015';

    public async Task<string> ReadAsync(string provider, CancellationToken cancellationToken)
    {
        // A read cannot be cancelled: it is abandoned if the caller stops first.
        if (!input.IsTerminal)
        {
            return InputText.Decode(await Task.Run(() => InputText.ReadToEnd(input.OpenStream(), MostBytes), CancellationToken.None).WaitAsync(cancellationToken), out _);
        }

        // Turns the echo off before the prompt asks for the key: what is typed until the first read would show.
        _ = Console.KeyAvailable;
        messages.Pass($"Key for {provider} (not shown): ");
        try
        {
            return await Task.Run(ReadHidden, CancellationToken.None).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new HolySheepException(ErrorCode.CallCancelled, "Stopped before a key was typed. Nothing was stored.");
        }
        finally
        {
            messages.Pass("");
        }
    }

    private static string ReadHidden()
    {
        var text = new StringBuilder();
        while (true)
        {
            var pressed = Console.ReadKey(intercept: true);
            switch (pressed)
            {
                case { Key: ConsoleKey.Enter } or { KeyChar: '\r' or '\n' }:
                case { KeyChar: EndOfInput } when text.Length == 0:
                    return text.ToString();
                case { Key: ConsoleKey.Backspace }:
                    text.Length = Math.Max(0, text.Length - 1);
                    break;
                case { KeyChar: EraseLine }:
                    text.Clear();
                    break;
                case var _ when !char.IsControl(pressed.KeyChar):
                    text.Append(pressed.KeyChar);
                    break;
            }
        }
    }
}
