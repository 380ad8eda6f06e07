using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace HolySheep.Benchmarks.Gateway;

/// <summary>A program between the client and the provider that is measured.</summary>
/// <param name="name">What the table calls it.</param>
/// <param name="process">Its process; null if there is nothing between.</param>
/// <param name="address">Where it listens.</param>
/// <param name="headers">What its clients send beside the usual headers, each line with its end.</param>
internal sealed class Subject(string name, Process? process, Uri address, string headers = "") : IDisposable
{
    private static readonly double TickMicroseconds = 1e6 / 100;

    public string Name => name;

    public Uri Address => address;

    public string Headers => headers;

    /// <summary>The processor time of its processes in microseconds, in steps of 10 ms; 0 if the system does not say.</summary>
    public double Processor => process is null || !OperatingSystem.IsLinux() ? 0 : TimeOf(process.Id) + ChildrenOf(process.Id).Sum(TimeOf);

    /// <summary>The memory that it holds, in MB.</summary>
    public double Memory
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    public void Dispose()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
    }

    private static int[] ChildrenOf(int id) =>
        [.. File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture))];

    private static double TimeOf(int id)
    {
        // The name of the program is in parentheses, and may contain anything.
        var fields = File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) * TickMicroseconds;
    }
}
