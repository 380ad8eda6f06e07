using System;
using HolySheep.Interactive.Editing;

namespace HolySheep.Cli.Interactive;

/// <summary>The keys of the terminal. While it exists, Ctrl+C is a key and keys are not echoed.</summary>
internal sealed class ConsoleKeys : IKeySource, IDisposable
{
    public ConsoleKeys()
    {
        Console.TreatControlCAsInput = true;

        // Turns the echo off before anything is shown: what is typed until the first read would show twice.
        _ = Console.KeyAvailable;
    }

    public bool TryRead(out PressedKey key)
    {
        key = default;
        if (!Console.KeyAvailable)
        {
            return false;
        }

        var pressed = Console.ReadKey(intercept: true);
        key = new PressedKey(
            pressed.KeyChar,
            (int)pressed.Key,
            pressed.Modifiers.HasFlag(ConsoleModifiers.Shift),
            pressed.Modifiers.HasFlag(ConsoleModifiers.Alt),
            pressed.Modifiers.HasFlag(ConsoleModifiers.Control));
        return true;
    }

    public void Dispose() => Console.TreatControlCAsInput = false;
}
