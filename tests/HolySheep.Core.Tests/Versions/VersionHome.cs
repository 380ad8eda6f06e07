using System;
using System.IO;
using HolySheep.Configuration;
using HolySheep.TestKit;

namespace HolySheep.Versions;

/// <summary>A copy of the files that an earlier version left behind: the configuration, the state, the ledger with its log, and a CSV job that was killed.</summary>
internal sealed class VersionHome : IDisposable
{
    private readonly TempFolder _folder = new("version");

    /// <param name="version">The version whose files are copied, for example <c>0.1.0</c>.</param>
    /// <param name="baseUrl">The address of the provider that stands for the one of then.</param>
    public VersionHome(string version, string baseUrl)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Versions", version)))
        {
            File.Copy(file, _folder[Path.GetFileName(file)]);
        }

        _folder.Write("config.json", File.ReadAllText(_folder["config.json"]).Replace("http://127.0.0.1:9/v1", baseUrl, StringComparison.Ordinal));
    }

    /// <summary>The path of a file.</summary>
    public string this[string name] => _folder[name];

    /// <summary>A client over these files, at the time of the fixture unless a clock is given.</summary>
    public HolySheepClient Open(TimeProvider clock) => new(new HolySheepClientOptions
    {
        Configuration = new ConfigurationFile(_folder["config.json"]).Read(),
        StateFolder = _folder.Path,
        TimeProvider = clock,
    });

    public void Dispose() => _folder.Dispose();
}
