using System;
using System.Runtime.InteropServices;

namespace HolySheep.Cli;

/// <summary>Ignores the signal that a process gets when a file reaches its limit of sizes (<c>ulimit -f</c>): the write fails then, as on a full disk, and the answer is not lost.</summary>
internal sealed class FileSizeSignal : IDisposable
{
    // SIGXFSZ, on Linux and macOS alike.
    private const PosixSignal Number = (PosixSignal)25;
    private readonly PosixSignalRegistration? _registration = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(Number, static context => context.Cancel = true);

    public void Dispose() => _registration?.Dispose();
}
