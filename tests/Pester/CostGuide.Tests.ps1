BeforeDiscovery {
    $guide = [System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'docs', 'guides', 'would-another-model-be-cheaper.md')
    $blocks = [regex]::Matches((Get-Content $guide -Raw -Encoding UTF8), '(?ms)^```powershell\r?\n(.*?)^```') | ForEach-Object { @{ Block = $_.Groups[1].Value } }
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Push-Location $env:HOLYSHEEP_HOME
}

AfterAll {
    Pop-Location
}

Describe 'The guide ''Would another model be cheaper''' {
    It 'runs: <Block>' -ForEach $blocks {
        $ErrorActionPreference = 'Stop'
        $shown = & ([scriptblock]::Create($Block)) | Out-String -Width 120
        if ($Block -notmatch '^Set-') {
            $shown | Should -Match 'gpt-4\.1|my-own-model'
        }
    }
}
