using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests;

/// <summary>The executable that the build leaves, or the one that <c>HOLYSHEEP_TEST_COMMAND</c> names, run as a process of its own; no run may show the key.</summary>
internal static class BuiltCommand
{
    private const string Variable = "HOLYSHEEP_TEST_COMMAND";
    private static readonly string? Named = Environment.GetEnvironmentVariable(Variable);

    /// <summary>Whether the variable names the command, for tests that would otherwise run it through the SDK.</summary>
    public static bool IsNamed => !string.IsNullOrEmpty(Named);

    /// <summary>The path of the executable.</summary>
    public static string Path { get; } = Find();

    /// <summary>How to start it in a home.</summary>
    public static ChildOptions Options(TempHome home, params IReadOnlyList<string> args) => new(Path, args) { Environment = home.Variables };

    /// <summary>Runs it with an empty standard input.</summary>
    public static Task<ChildResult> RunAsync(TempHome home, params IReadOnlyList<string> args) => RunAsync(Options(home, args));

    /// <summary>Runs it to its end.</summary>
    public static async Task<ChildResult> RunAsync(ChildOptions options) => WithoutKey(await ChildProcess.RunAsync(options));

    /// <summary>The same result, once nothing in it shows the key.</summary>
    public static ChildResult WithoutKey(ChildResult result)
    {
        Assert.Empty(KeyMarker.FindInBytes(result.StdoutBytes));
        Assert.Empty(KeyMarker.FindInBytes(result.StderrBytes));
        return result;
    }

    private static string Find()
    {
        if (IsNamed)
        {
            var full = System.IO.Path.GetFullPath(Named!);
            return File.Exists(full) ? full : throw new FileNotFoundException($"{Variable} names '{Named}', which is not a file. Give the path of the command to test.", full);
        }

        // <root>/tests/HolySheep.Cli.Tests/bin/<configuration>/<framework>/
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        var root = built.Parent!.Parent!.Parent!.Parent!.Parent!;
        var folder = System.IO.Path.Combine(root.FullName, "src", "HolySheep.Cli", "bin", built.Parent!.Name, built.Name);
        var path = System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "holysheep.exe" : "holysheep");
        return File.Exists(path) ? path : throw new FileNotFoundException("The command is not where the SDK builds it.", path);
    }
}
