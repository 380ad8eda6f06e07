# Brings its libraries before anybody else's in the way that is open to a module without a loader of its own.

$library = 'HolySheep.Neighbour.dll'
if ($PSVersionTable.PSEdition -eq 'Core') {
    $folder = [System.IO.Path]::Combine($PSScriptRoot, 'bin', 'net8.0')
    # Into the host's own context goes what the host has none of; a newer System.Text.Json is refused there and needs another.
    $null = [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($folder, 'Polly.Core.dll'))
    $context = [System.Runtime.Loader.AssemblyLoadContext]::new('Neighbour')
    foreach ($file in [System.IO.Directory]::GetFiles($folder, '*.dll')) {
        $assembly = $context.LoadFromAssemblyPath($file)
        if ([System.IO.Path]::GetFileName($file) -eq $library) {
            Import-Module -Assembly $assembly
        }
    }
}
else {
    # Windows PowerShell has one context for all: what is loaded there first is what a careless handler would hand out.
    foreach ($file in [System.IO.Directory]::GetFiles([System.IO.Path]::Combine($PSScriptRoot, 'bin', 'net472'), '*.dll')) {
        $null = [System.Reflection.Assembly]::LoadFrom($file)
    }
}
